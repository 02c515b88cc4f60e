"""Figures of briefing and workbench: Altair, rendered to SVG without a browser."""
