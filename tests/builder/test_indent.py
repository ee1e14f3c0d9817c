"""The theme's templates lose their indentation, one fault, and nothing else."""

import jinja2

from papercat.builder.indent import Unindented


def test_lines_start_without_white_space() -> None:
    """White space within and between lines stays; what templates print stays as it is."""
    environment = jinja2.Environment(extensions=[Unindented], autoescape=True)
    template = environment.from_string("<p>\n    a  b\n\t<pre>{{ text }}</pre>\n\n</p>")
    assert template.render(text="  x\n    y") == "<p>\na  b\n<pre>  x\n    y</pre>\n\n</p>"


def test_check_boxes_are_valid() -> None:
    """What HTML does not allow a check box is left out; a field for text keeps it."""
    environment = jinja2.Environment(extensions=[Unindented], autoescape=True)
    template = environment.from_string(
        '<input type="checkbox" id="a" autocomplete="off"><input name="q" autocomplete="off">'
    )
    assert template.render() == '<input type="checkbox" id="a"><input name="q" autocomplete="off">'
