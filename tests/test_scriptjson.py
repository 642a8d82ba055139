"""JSON inside a script element."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Template

from geodata.render.map.script_json import in_script, script_json
from tests.test_layers import HOSTILE


@pytest.mark.parametrize("hostile", HOSTILE, ids=ascii)
def test_no_text_ends_the_script_it_stands_in(hostile):
    """Written as a JSON string that HTML and JavaScript of any age leave whole, and read back as it was."""
    written = script_json({"text": hostile})

    assert json.loads(written) == {"text": hostile}
    assert not set(written) & set("<>&\u2028\u2029\x00")


@pytest.mark.parametrize("hostile", ["{{7*7}}", "{% raw %}", "{# gone #}", "{{{7*7}}}", "{{%", "{{{#", "a{"])
def test_no_text_is_a_template(hostile):
    """Rendered by Jinja, as folium does with a layer's script, it is what it was."""
    written = script_json({"text": hostile, "more": {hostile: [[{"a": {}}]]}})
    rendered = Template(written).render()

    assert json.loads(rendered) == {"text": hostile, "more": {hostile: [[{"a": {}}]]}}


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists))
def test_any_json_comes_back(value):
    """Escaping changes how it is written, not what it says."""
    assert json.loads(script_json(value)) == value


def test_what_is_written_already_is_not_written_again():
    """A drawing is JSON of some megabytes: it is made safe as it stands."""
    assert in_script('{"a":"<b>"}') == script_json({"a": "<b>"})
