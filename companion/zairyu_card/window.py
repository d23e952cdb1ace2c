"""The companion's window: site, purpose, PIN, what happened. One page at a time, keys suffice.

The PIN is typed only here. It cannot be pasted, is not shown, and what the field held is gone when
the card has had it (Python cannot promise more, see the README). Whoever cannot use a window has
the same errand in the terminal.
"""

import gc
import queue
import tkinter as tk
import webbrowser
from collections.abc import Callable, Sequence
from tkinter import font, ttk
from typing import Any

from zairyu_card.bridge import Bridge, Question
from zairyu_card.keys import Key
from zairyu_card.say import LANGUAGES, ask, lines, say
from zairyu_card.task import Finish, Task
from zairyu_card.words import CardTrouble

LOOK_EVERY = 40  # milliseconds between looks into the queue
CLEAN_EVERY = 25  # looks between two collections of what Python no longer needs
NAMES = {"ja": "日本語", "en": "English", "ja-x-easy": "やさしい日本語"}
WIDTH = 560  # of a line of text, in pixels


class Window:
    """One errand in a window.

    Python frees cycles in whichever thread happens to allocate, be it that of the errand; but what
    belongs to Tk must go in the thread that made it, or Tk ends the process. So from the first
    window on nothing is collected by itself: the window collects, in its own thread.
    """

    def __init__(
        self,
        sites: Sequence[str],
        begin: Callable[[Bridge, str, str], None],
        ticket: str = "",
        language: str = "ja",
        browse: Callable[[str], object] = webbrowser.open,
    ) -> None:
        self.root = tk.Tk()
        gc.disable()
        self.bridge = Bridge()
        self.result = 1
        self._sites, self._site = tuple(sites), sites[0]
        self._begin, self._browse = begin, browse
        self._ticket, self._language = ticket, language
        self._looks = 0
        self._told: CardTrouble | None = None
        self._again: Callable[[], None] = self._start
        self._page = ttk.Frame(self.root)
        self._dress()
        self._start()
        self._next_look = self.root.after(LOOK_EVERY, self._look)

    def run(self) -> int:
        """Show the window until it is closed; 0 when the browser can go on."""
        self.root.mainloop()
        return self.result

    def close(self, *_: object) -> None:
        """Stop what runs and close."""
        self.bridge.stop()
        self.root.after_cancel(self._next_look)
        self.root.destroy()

    def _dress(self) -> None:
        self.root.title("Zairyu Card")
        for name in ("TkDefaultFont", "TkTextFont", "TkMenuFont"):
            font.nametofont(name).configure(size=13)
        style = ttk.Style(self.root)
        if self.root.tk.call("tk", "windowingsystem") == "x11":
            style.theme_use("clam")  # the plain one there has neither contrast nor a clear focus
        style.configure(".", background="white", foreground="#1a1a1c")
        style.configure("First.TButton", background="#0017c1", foreground="white")
        style.map("First.TButton", background=[("active", "#00118f"), ("focus", "#00118f")])
        self.root.configure(background="white")
        self.root.minsize(WIDTH + 60, 360)
        self.root.protocol("WM_DELETE_WINDOW", self.close)
        self.root.bind("<Escape>", self.close)

    # --- pages ---------------------------------------------------------------------------------

    def _start(self) -> None:
        """Begin with the ticket of the browser, or ask for the code it shows.

        A ticket does not say whose it is: who uses two services says for which one.
        """
        if self._ticket and len(self._sites) == 1:
            self._with(self._ticket)
            return
        self._clear(self._start)
        if len(self._sites) > 1:
            self._choose_site()
        if self._ticket:
            self._buttons("win.next", lambda: self._with(self._ticket))
            return
        self._text("win.code", bold=True)
        entry = self._entry("win.code_label")
        self._buttons("win.next", lambda: self._with(entry.get()))

    def _choose_site(self) -> None:
        chosen = tk.StringVar(self.root, value=self._site)
        self._text("win.site", bold=True)
        for one in self._sites:
            ttk.Radiobutton(
                self._page, text=one, value=one, variable=chosen,
                command=lambda: self._take_site(chosen.get()),
            ).pack(anchor="w", pady=4)  # fmt: skip

    def _take_site(self, site: str) -> None:
        self._site = site

    def _with(self, typed: str) -> None:
        self._busy()
        self._begin(self.bridge, self._site, typed)

    def _busy(self) -> None:
        self._clear(self._busy)
        self._text("win.busy")
        bar = ttk.Progressbar(self._page, mode="indeterminate", length=WIDTH)
        bar.pack(pady=12)
        bar.start(20)

    def _agree(self, question: Question) -> None:
        task: Task = question.about
        self._clear(lambda: self._agree(question))
        self._line(f"{self._say('ask.site')}: {self._site}", bold=True)
        self._line(f"{self._say('ask.purpose')}: {task.title}", bold=True)
        for one in task.lines:
            self._line(one)
        self._buttons("win.go", lambda: self._answer(question, True), question)

    def _pin(self, question: Question) -> None:
        key: Key = question.about
        self._clear(lambda: self._pin(question))
        self._trouble()
        consent = tk.BooleanVar(self.root, value=False)
        if question.left == 1:
            self._text("pin.last_try", bold=True)
            box = ttk.Checkbutton(self._page, text=self._say("win.last"), variable=consent)
            box.pack(anchor="w", pady=4)
        left = "-" if question.left is None else str(question.left)
        entry = self._entry(f"win.{key.value}", left, secret=True)

        def give() -> None:
            typed = entry.get()
            entry.delete(0, "end")
            self._answer(question, (typed, consent.get()))

        self._buttons("win.next", give, question)

    def _number(self, question: Question) -> None:
        self._clear(lambda: self._number(question))
        self._trouble()
        self._text("win.number_where")
        entry = self._entry("ask.number")
        self._buttons("win.next", lambda: self._answer(question, entry.get()), question)

    def _send(self, question: Question) -> None:
        self._clear(lambda: self._send(question))
        self._text("ask.read", bold=True)
        for one in lines(question.about, self._language):
            self._line(one)
        self._text("ask.pictures")
        self._line(f"{self._say('ask.site')}: {self._site}")
        self._buttons("win.send", lambda: self._answer(question, True), question)

    def _done(self, question: Question) -> None:
        finish: Finish = question.about
        if self.result:  # once: a change of language shows the page anew, not the browser
            self.result = 0
            self._browse(finish.address)
        self._clear(lambda: self._done(question))
        self._text("win.done", bold=True)
        self._line(finish.code, size=22)
        self._text("win.done_code")
        self._buttons("win.close", self.close)

    def _failed(self, question: Question) -> None:
        self._clear(lambda: self._failed(question))
        self._line(say(question.about, self._language), bold=True)
        self._text("win.failed")
        self._buttons("win.close", self.close)

    # --- what pages are made of ----------------------------------------------------------------

    def _clear(self, again: Callable[[], None]) -> None:
        self._again = again
        self._page.destroy()
        self._page = ttk.Frame(self.root, padding=24)
        self._page.pack(fill="both", expand=True)
        names = [NAMES[one] for one in LANGUAGES]
        choice = ttk.Combobox(self._page, values=names, state="readonly", width=16)
        choice.current(LANGUAGES.index(self._language))
        choice.pack(anchor="e")
        choice.bind("<<ComboboxSelected>>", lambda _: self._speak(LANGUAGES[choice.current()]))

    def _speak(self, language: str) -> None:
        self._language = language
        self._again()

    def _say(self, word: str, left: str = "") -> str:
        return ask(word, self._language, left)

    def _line(self, words: str, *, bold: bool = False, size: int = 0) -> None:
        shape: dict[str, Any] = {"size": size or 13, "weight": "bold" if bold or size else "normal"}
        drawn = font.nametofont("TkDefaultFont").copy()
        drawn.configure(**shape)
        label = ttk.Label(self._page, text=words, wraplength=WIDTH, font=drawn, justify="left")
        label.drawn = drawn  # type: ignore[attr-defined]  # or it is gone before it is drawn
        label.pack(anchor="w", pady=4)

    def _text(self, word: str, *, bold: bool = False) -> None:
        self._line(self._say(word), bold=bold)

    def _trouble(self) -> None:
        if self._told is not None:
            self._line(say(self._told, self._language), bold=True)

    def _entry(self, word: str, left: str = "", *, secret: bool = False) -> ttk.Entry:
        self._line(self._say(word, left))
        entry = ttk.Entry(self._page, width=28, show="●" if secret else "")
        if secret:
            for event in ("<<Paste>>", "<<PasteSelection>>", "<<Copy>>", "<<Cut>>"):
                entry.bind(event, lambda _: "break")
        entry.pack(anchor="w", pady=4)
        entry.focus_set()
        return entry

    def _buttons(
        self, word: str, act: Callable[[], None], question: Question | None = None
    ) -> None:
        row = ttk.Frame(self._page)
        row.pack(side="bottom", fill="x", pady=(16, 0))
        first = ttk.Button(
            row, text=self._say(word), command=act, default="active", style="First.TButton"
        )
        first.pack(side="left", ipady=6, ipadx=12)
        self.root.bind("<Return>", lambda _: act())
        if question is not None:
            stop = ttk.Button(
                row, text=self._say("win.stop"), command=lambda: self._answer(question, None)
            )
            stop.pack(side="left", padx=12, ipady=6, ipadx=12)
        if not any(isinstance(one, ttk.Entry) for one in self._page.winfo_children()[1:]):
            first.focus_set()

    def _answer(self, question: Question, what: Any) -> None:
        self._told = None
        self.root.unbind("<Return>")
        self._busy()
        question.reply.put(what)

    def _look(self) -> None:
        """Show what the errand asks; come back soon."""
        shows = {
            "agree": self._agree, "pin": self._pin, "number": self._number, "send": self._send,
            "done": self._done, "trouble": self._failed,
        }  # fmt: skip
        try:
            question = self.bridge.questions.get_nowait()
        except queue.Empty:
            pass
        else:
            if question.kind == "told":
                self._told = question.about
            else:
                shows[question.kind](question)
        self._looks += 1
        if self._looks % CLEAN_EVERY == 0:
            gc.collect()
        self._next_look = self.root.after(LOOK_EVERY, self._look)
