"""Templates as plain Python write what Jinja's own would, and fail where a name or an attribute is missing."""

from decimal import Decimal

import pytest
from jinja2 import Environment, StrictUndefined
from jinja2.exceptions import UndefinedError
from markupsafe import Markup

from minhchung.publishing.compiling import Compiler, text
from minhchung.publishing.escaping import finalize
from minhchung.publishing.rendering import environment


class Name(str):
    """A kind of text."""

    __slots__ = ()


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("a < b & \u202e", "a &lt; b &amp; [U+202E]"),
        (Name("<b>\u202e"), "&lt;b&gt;[U+202E]"),
        (Markup("<b>"), "<b>"),
        (Markup("&lt;") + "<", "&lt;&lt;"),
        ("<b>", "&lt;b&gt;"),  # though markup that is equal to it was written before
        (Decimal("1.50"), "1.50"),
        (Decimal("1.5"), "1.5"),
        (1, "1"),
        (True, "True"),
    ],
)
def test_what_an_expression_writes(value, written):
    theirs = Environment(autoescape=True, finalize=finalize).from_string("{{ value }}")
    assert text(value) == written == theirs.render(value=value)


def rendered(lang, source, **context):
    return environment(lang).from_string(source).render(context)


@pytest.mark.parametrize(
    ("lang", "said"), [("vi", "Chưa có tài liệu nào."), ("en", "There are no documents.")]
)
def test_a_sentence_is_said_in_the_language_of_the_environment(lang, said):
    source = '{% for one in (1, 2) %}{{ _("Chưa có tài liệu nào.") }}{% endfor %}'
    assert rendered(lang, source) == said * 2


def test_calls_have_arguments_of_every_kind():
    def told(*args, **named):
        return f"{args} {named}"

    assert rendered("vi", "{{ told(1, *more, n=2) | safe }}", told=told, more=[3]) == "(1, 3) {'n': 2}"
    assert rendered("vi", "{{ told(**more) | safe }}", told=told, more={"n": 2}) == "() {'n': 2}"


def test_a_macro_gets_what_stands_between_its_call_and_the_end_of_it():
    source = (
        "{% macro box(x) %}[{{ x }}{{ caller() }}]{% endmacro %}{% call box(x) %}<i>{{ x }}</i>{% endcall %}"
    )
    assert rendered("vi", source, x="<") == "[&lt;<i>&lt;</i>]"


def test_a_condition_without_an_alternative_writes_nothing():
    assert rendered("vi", '{{ "a" if false }}') == ""


@pytest.mark.parametrize(
    ("source", "error"),
    [
        ("{{ nobody }}", UndefinedError),
        ("{{ one.nothing }}", AttributeError),
        ("{{ one['nothing'] }}", KeyError),
    ],
)
def test_what_is_not_there_is_an_error(source, error):
    with pytest.raises(error):
        rendered("vi", source, one={})


def test_every_template_is_compiled_so():
    assert environment("vi").code_generator_class is environment("en").code_generator_class is Compiler
    assert environment("vi").undefined is StrictUndefined
