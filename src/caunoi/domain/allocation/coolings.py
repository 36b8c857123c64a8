"""Several coolings, one after the other and two at once (nhiều lượt tôi luyện): each may end in another good plan.

On a province one slow cooling ends no better than several short ones, and where each ends is chance. So most begin warm
from the first plan and find one of their own; every third begins cooler, from the best so far.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

from caunoi.domain.allocation.annealing import Annealing
from caunoi.domain.allocation.problem import Floats, Placement

Plan = list[Placement]
WARMTHS = (0.5, 0.5, 0.25)
"""How warm each cooling begins, in turn; below `FRESH` it goes on from the best plan, else from the first one."""
FRESH = 0.4


class Coolings:
    """Coolings over the ground of one board, which holds the first plan."""

    def __init__(self, board: Annealing, seed: int) -> None:
        self.board, self.seed, self.first = board, seed, board.plan()
        self.turn = 0

    def promise(self, openings: Floats | None) -> None:
        """What the relaxation opens, for the coolings that begin from now on."""
        if openings is not None:
            self.board.promise(openings)

    def run(self, best: Plan, hands: int, share_done: Callable[[Annealing], float]) -> list[Annealing]:
        """As many coolings at once as there are hands; each board that ended, with the best plan it saw.

        `share_done` is asked again and again, with the board, how much of the time is over.
        """
        boards = [self._begun(best) for _ in range(hands)]
        beside = [threading.Thread(target=_cool, args=(each, share_done)) for each in boards[1:]]
        for thread in beside:
            thread.start()
        _cool(boards[0], share_done)
        for thread in beside:
            thread.join()
        return [board for board, _warmth in boards]

    def _begun(self, best: Plan) -> tuple[Annealing, float]:
        warmth = WARMTHS[self.turn % len(WARMTHS)]
        self.turn += 1
        board = self.board.another(self.seed + self.turn)
        board.begin_with(self.first if warmth > FRESH else best)
        return board, warmth


def _cool(begun: tuple[Annealing, float], share_done: Callable[[Annealing], float]) -> None:
    board, warmth = begun
    board.run(share_done=lambda: share_done(board), warmth=warmth)
