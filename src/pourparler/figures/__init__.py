"""Figures of briefing and workbench, written as SVG."""
