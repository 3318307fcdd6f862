"""Lead types, lead sources and funnel stages: who may buy, where they come from, how far they are."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from playbook.model.base import (
    CalculatorRef,
    Exchange,
    Lesson,
    Line,
    Lines,
    MetricRef,
    Model,
    Positive,
    Prose,
    RoleRef,
)

Temperature = Literal["none", "cold", "warm", "hot"]
Level = Literal["low", "medium", "high"]
Channel = Literal[
    "phone",
    "email",
    "web",
    "social",
    "event",
    "in-person",
    "partner",
    "referral",
    "mail",
    "broadcast",
    "advertising",
]
Direction = Literal["inbound", "outbound", "both"]
FunnelPart = Literal["tofu", "mofu", "bofu", "after-sale"]
BuyerStep = Literal["discovery", "recognition", "consideration", "decision", "use"]


class Decision(Model):
    """The question that tells this type from those still possible; the questions are asked in their order."""

    order: Positive = Field(description="its place among the questions, counted from 1")
    question: Line = Field(description="a question answered by yes or no; yes means that it is this type")


class LeadType(Lesson):
    """How ready a contact is, and what to do about it."""

    answers: Literal["progress", "temperature", "end"] = Field(
        description="what the type tells: progress (how far it is checked), temperature (how soon) or end"
    )
    decision: Decision = Field(description="the question that decides whether it is this type")
    temperature: Temperature = Field(description="how warm it is: none, cold, warm or hot")
    signs: Lines = Field(description="how you recognise it")
    entry_criteria: Lines = Field(description="what must be true before a lead gets this type")
    exit_criteria: Lines = Field(description="what must be true before it leaves this type")
    next_action: Prose = Field(description="the one next best action")
    respond_within_hours: Annotated[float, Field(gt=0)] = Field(description="the longest wait, in working hours")
    response: Line = Field(description="how fast to respond, in words")
    handled_by: RoleRef = Field(description="the role that works this lead")
    opener: Exchange = Field(description="an example e-mail or call opener")
    pitfalls: Lines = Field(description="what goes wrong")


class DaySpan(Model):
    """A span of calendar days."""

    least: Annotated[int, Field(ge=0)] = Field(description="the fewest days")
    most: Annotated[int, Field(ge=0)] = Field(description="the most days")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.least > self.most:
            raise PydanticCustomError("bad_span", "least is greater than most")
        return self


class LeadSource(Lesson):
    """A way in which leads arrive or are found."""

    channel: Channel = Field(description="the channel, such as phone, email or event")
    direction: Direction = Field(description="inbound, outbound or both")
    setting: Literal["online", "offline", "both"] = Field(description="online, offline or both")
    cost: Level = Field(description="the cost: low, medium or high")
    effort: Level = Field(description="the effort: low, medium or high")
    days_to_first_lead: DaySpan = Field(description="how many days until the first lead: least and most")
    consent: Prose = Field(description="what you may and may not do with the contact data")
    first_steps: Lines = Field(description="the first steps, in order")
    measure: Lines = Field(description="how you see whether it works")
    pitfalls: Lines = Field(description="what goes wrong")
    example: Prose = Field(description="a worked example from one trade")


class FunnelStage(Lesson):
    """One stage between a first visit and a customer who stays."""

    order: Positive = Field(description="its place in the funnel, counted from 1")
    part: FunnelPart = Field(description="tofu, mofu, bofu or after-sale")
    buyer_step: BuyerStep = Field(
        description="where the buyer stands: discovery, recognition, consideration, decision, use"
    )
    entry_criteria: Lines = Field(description="what must be true before something enters")
    exit_criteria: Lines = Field(description="what must be true before it leaves, so that a manager can audit it")
    handled_by: RoleRef = Field(description="the role that moves it on")
    activities: Lines = Field(description="what the seller does here")
    questions: Lines = Field(description="what the seller asks here")
    metric: MetricRef = Field(description="the number to watch, the id of a metric")
    calculator: CalculatorRef | None = Field(default=None, description="the calculator that uses this stage")
    example: Prose = Field(description="a worked example from one trade")
    evidence: Line = Field(description="what a manager can see in the CRM that proves the stage")
