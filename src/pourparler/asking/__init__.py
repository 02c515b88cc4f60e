"""Answering questions from the record: who said what on a matter, when and where. Sentences are found and put in order, none is written."""

from pourparler.asking.answers import answer
from pourparler.asking.found import Answer, Group, Place, Told
from pourparler.asking.named import Known, Who
from pourparler.asking.nearness import Nearness
from pourparler.asking.question import Given, Question, understood

__all__ = ["Answer", "Given", "Group", "Known", "Nearness", "Place", "Question", "Told", "Who", "answer", "understood"]
