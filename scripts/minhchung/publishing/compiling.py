"""Templates as plain Python: what does not depend on a page is worked out when a template is compiled. Pure.

An attribute is an attribute, a call is a call, and a sentence without parameters stands there in the language of
the environment. Jinja asks at run time whether each of these might be something else; a country's dossiers have
ten million of them.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from minhchung.publishing.escaping import visible

SENTENCE = "_"


def text(value: Any) -> str:
    """What an expression of a template writes: with nothing unseen in it, and escaped unless it is markup."""
    kind = type(value)
    if kind is str:
        return _escaped(value)
    if kind is Markup:
        return value  # type: ignore[no-any-return]
    return str(escape(visible(value) if isinstance(value, str) and not hasattr(value, "__html__") else value))


@lru_cache(maxsize=1 << 15)
def _escaped(value: str) -> str:
    return str(escape(visible(value)))


class Compiler(CodeGenerator):
    """Makes the code of a template. The environment has :func:`text` under that name."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        said = self.environment.globals[SENTENCE]
        super().visit_Template(_Sentences(said).visit(node), frame)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write("environment.text(")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write(")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:  # noqa: N802
        self.visit(node.node, frame)
        self.write("[")
        self.visit(node.arg, frame)
        self.write("]")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        if forward_caller or node.dyn_kwargs is not None:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        if node.dyn_args is not None:
            self.write("*")
            self.visit(node.dyn_args, frame)
        self.write(")")


class _Sentences(NodeTransformer):
    def __init__(self, said: Any) -> None:
        self._said = said

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        if isinstance(node.node, nodes.Name) and node.node.name == SENTENCE and not node.kwargs:
            (message,) = node.args
            if isinstance(message, nodes.Const):
                return nodes.Const(self._said(message.value), lineno=node.lineno)
        return node
