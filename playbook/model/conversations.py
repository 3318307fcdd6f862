"""What is said: objections, SPIN, DISC and selling techniques."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from playbook.model.base import DoAvoid, Exchange, Id, Lesson, Line, Lines, Model, Positive, Prose, StageRef
from playbook.model.leads import Direction

ObjectionCategory = Literal["price", "priority", "timing", "competitor", "authority", "trust", "need", "status-quo"]
Trade = Literal["software", "services", "retail", "real-estate"]


class Objection(Lesson):
    """Something a customer says against buying. The title is the customer's own sentence."""

    category: ObjectionCategory = Field(
        description="price, priority, timing, competitor, authority, trust, need or status-quo"
    )
    direction: Direction = Field(description="inbound, outbound or both")
    heard_on: Annotated[tuple[Literal["phone", "email", "meeting"], ...], Field(min_length=1)] = Field(
        description="where it is heard: phone, email, meeting"
    )
    may_mean: Lines = Field(description="what it may really mean")
    ask_first: Line = Field(description="the question to ask before answering")
    replies: Annotated[tuple[Exchange, ...], Field(min_length=2, max_length=3)] = Field(
        description="two or three replies"
    )
    proof: Lines = Field(description="the proof to show")
    never_say: Lines = Field(description="what never to say, and why")
    drill: Prose = Field(description="an exercise for two people")


class Recognise(Model):
    """Cues, by where they show."""

    phone: Lines = Field(description="the cues on the phone")
    writing: Lines = Field(description="the cues in writing")
    meeting: Lines = Field(description="the cues in a meeting")


class Channels(Model):
    """Do and avoid, by channel."""

    phone: DoAvoid = Field(description="do and avoid on the phone")
    writing: DoAvoid = Field(description="do and avoid in writing")
    meeting: DoAvoid = Field(description="do and avoid in a meeting")


class Pitch(Model):
    """One row of the matrix "adapt my pitch": a few words for each moment of a conversation."""

    pace: Line = Field(description="how fast to go, in a few words")
    open: Line = Field(description="how to open, in a few words")
    present: Line = Field(description="how to present, in a few words")
    answer: Line = Field(description="how to answer an objection, in a few words")
    close: Line = Field(description="how to close, in a few words")


class DiscStyle(Lesson):
    """One of the four DISC styles. A way to adapt a conversation, never a tool for hiring."""

    letter: Literal["D", "I", "S", "C"] = Field(description="its letter: D, I, S or C")
    wants: Lines = Field(description="what people of this style look for")
    recognise: Recognise = Field(description="the cues on the phone, in writing and in a meeting")
    open_with: Prose = Field(description="how to open")
    ask: Prose = Field(description="how to ask")
    present: Prose = Field(description="how to present")
    objections: Prose = Field(description="how to handle objections")
    close: Prose = Field(description="how to close")
    words_to_use: Lines = Field(description="words that land")
    words_to_avoid: Lines = Field(description="words that grate")
    channels: Channels = Field(description="do and avoid by channel")
    pitch: Pitch = Field(description="the row of the matrix in which readers compare the styles")


class SpinQuestion(Model):
    """One question of the bank."""

    id: Id = Field(description="an id in small letters with hyphens")
    stage: StageRef = Field(description="the funnel stage it fits, the id of a stage")
    trade: Trade = Field(description="software, services, retail or real-estate")
    text: Line = Field(description="the question as it is asked")


class Rewrite(Model):
    """A poor question and a better one."""

    id: Id = Field(description="an id in small letters with hyphens")
    bad: Line = Field(description="the poor question")
    good: Line = Field(description="the better question")
    why: Line = Field(description="why it is better")


class SpinStage(Lesson):
    """One of the four kinds of SPIN question."""

    order: Positive = Field(description="its place in the call, counted from 1")
    letter: Literal["S", "P", "I", "N"] = Field(description="its letter: S, P, I or N")
    purpose: Prose = Field(description="what these questions are for")
    when: Prose = Field(description="when to ask them and when to stop")
    questions: Annotated[tuple[SpinQuestion, ...], Field(min_length=4)] = Field(description="the question bank")
    rewrites: Annotated[tuple[Rewrite, ...], Field(min_length=1)] = Field(description="poor questions made better")
    listen_for: Lines = Field(description="what to listen for in the answer")


class Technique(Lesson):
    """A way of selling: when it fits, how it goes, what to say."""

    when: Lines = Field(description="when it fits")
    steps: Lines = Field(description="the steps, in order")
    script: Prose = Field(description="how it sounds")
    pitfalls: Lines = Field(description="what goes wrong")
