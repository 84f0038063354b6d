"""A citing document with links to archived copies, in its own bytes, or its list of references in another format."""

from pipelines.repair.listing import listed
from pipelines.repair.patching import own_shape, repaired
from pipelines.repair.showing import shown
from pipelines.repair.values import Left, Repaired, Replacement, Shape, quiet

__all__ = ["Left", "Repaired", "Replacement", "Shape", "listed", "own_shape", "quiet", "repaired", "shown"]
