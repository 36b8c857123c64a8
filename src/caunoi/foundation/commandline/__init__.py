"""``caunoi GROUP VERB`` (dòng lệnh): thin commands that parse, call one service or selector, print and exit."""

from caunoi.foundation.commandline.registry import Argument, Command, arg, command, group_of
from caunoi.foundation.commandline.output import Output, progress_bar

__all__ = ["Argument", "Command", "Output", "arg", "command", "group_of", "progress_bar"]
