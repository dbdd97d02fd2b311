"""Facts at work: what library calls make, activate, release, run and register."""

from forklint.static.effects.construct import backing, class_handle, construct, super_init
from forklint.static.effects.foreign import call_external
from forklint.static.effects.handles import callable_value, holds, resource_of, throw_away, use
from forklint.static.effects.members import call_member, has_member, member

__all__ = ["backing", "call_external", "call_member", "callable_value", "class_handle", "construct", "has_member",
           "holds", "member", "resource_of", "super_init", "throw_away", "use"]
