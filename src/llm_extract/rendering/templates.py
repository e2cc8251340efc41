"""The templates of one prompt, and the article in them.

The article is data. It enters a template as a value and is never a template itself, and the marks around it derive
from the document's hash, so that no article can contain its own closing mark.
"""

from __future__ import annotations

import hashlib
from functools import cached_property
from typing import TYPE_CHECKING

from ..errors import ConfigError

if TYPE_CHECKING:
    from jinja2 import Template, nodes
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    from ..documents import Document
    from ..tasks import Task

__all__ = ["Templates", "boundary_of"]

_KNOWN = {"document", "boundary"}
_OF_DOCUMENT = {"text", "title", "published_on", "metadata", "key", "source", "encoding", "id", "chars"}


def boundary_of(document: Document) -> str:
    """The mark around a document's text: derived from its hash, and never inside the text or what came with it.

    Example:
        >>> from llm_extract.documents import Document
        >>> boundary_of(Document.from_text("abc"))
        'article-ba7816bf8f01'
    """
    digest = document.id
    told = f"{document.title} {document.key} {document.source} {document.metadata}"  # a template may show these too
    while (mark := f"article-{digest[:12]}") in document.text or mark in told:
        digest = hashlib.sha256(digest.encode()).hexdigest()
    return mark


class Templates:
    """The system and the user message of a task, to be filled with documents.

    Args:
        task: the prompt version.

    Raises:
        ConfigError: a template is malformed, uses a variable that does not exist, or leaves the article out.
    """

    def __init__(self, task: Task) -> None:
        from jinja2 import StrictUndefined
        from jinja2.sandbox import ImmutableSandboxedEnvironment

        self._task = task
        environment = ImmutableSandboxedEnvironment(
            undefined=StrictUndefined, keep_trailing_newline=True, trim_blocks=True, lstrip_blocks=True
        )
        self._system, of_system = self._compile(environment, "system", task.system)
        user, of_user = self._compile(environment, "user", task.user)
        if user is None:
            raise ConfigError(f"{task.path}: section '# user' is empty", hint="Put {{ document.text }} into it.")
        if "document" not in of_system | of_user:
            raise ConfigError(
                f"{task.path}: the prompt leaves the article out", hint="Put {{ document.text }} into one."
            )
        self._user = user

    def _compile(
        self, environment: ImmutableSandboxedEnvironment, section: str, source: str
    ) -> tuple[Template | None, set[str]]:
        """A template, None where it is empty, and the variables that it uses."""
        from jinja2 import TemplateSyntaxError, meta

        try:
            tree = environment.parse(source)
            names = meta.find_undeclared_variables(tree)
            template = environment.from_string(source) if source else None
        except RecursionError:
            raise ConfigError(
                f"{self._task.path}: section '# {section}' is nested too deeply", hint="Simplify the template."
            ) from None
        except TemplateSyntaxError as error:
            raise ConfigError(
                f"{self._task.path}: section '# {section}', line {error.lineno}: {error.message}",
                hint="Templates are Jinja2; write {{ '{{' }} for literal braces.",
            ) from None
        if unknown := names - _KNOWN or _unknown_of_document(tree):
            raise ConfigError(
                f"{self._task.path}: section '# {section}' uses the unknown variable {min(unknown)!r}",
                hint="Known variables: document (text, title, published_on, metadata) and boundary.",
            )
        return template, names

    @cached_property
    def _fixed_system(self) -> str | None:
        """The system message where it is the same for every document, else None."""
        from jinja2.nodes import Name
        from jinja2.sandbox import ImmutableSandboxedEnvironment

        names = ImmutableSandboxedEnvironment().parse(self._task.system).find_all(Name)
        if any(True for _ in names):
            return None
        return self._system.render() if self._system else ""

    def fill(self, document: Document) -> tuple[str, str]:
        """The text of the system message and of the user message; empty where the template gives none.

        Args:
            document: enters as data.

        Raises:
            ConfigError: the templates fail on this document.
        """
        from jinja2 import TemplateError

        variables = {"document": document, "boundary": boundary_of(document)}
        try:
            system = self._fixed_system
            if system is None:
                system = self._system.render(variables) if self._system else ""
            return system, self._user.render(variables)
        except Exception as error:  # a template may call what fails: {{ 1 / 0 }}
            said = error.message if isinstance(error, TemplateError) else f"{type(error).__name__}: {error}"
            raise ConfigError(f"{self._task.path}: {said}", hint="Check the variables it uses.") from None


def _unknown_of_document(tree: nodes.Template) -> set[str]:
    """What a template wants to know of a document that no document has: it would fail on every article."""
    from jinja2.nodes import Getattr, Name

    asked = {
        node.attr for node in tree.find_all(Getattr) if isinstance(node.node, Name) and node.node.name == "document"
    }
    return {f"document.{name}" for name in asked - _OF_DOCUMENT}
