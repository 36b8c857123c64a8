"""``caunoi GROUP VERB`` (dòng lệnh): thin commands that parse, call one service or selector, print and exit."""

from caunoi.foundation.commandline.actor import command_actor
from caunoi.foundation.commandline.output import Output, progress_bar
from caunoi.foundation.commandline.registry import Argument, Command, arg, command, group_of

__all__ = ["Argument", "Command", "Output", "arg", "command", "command_actor", "group_of", "progress_bar"]
