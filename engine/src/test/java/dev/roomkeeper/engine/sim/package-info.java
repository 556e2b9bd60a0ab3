/** Real room hosts against simulated journals, clocks, nodes and members, all from a seed. */
@NullMarked
package dev.roomkeeper.engine.sim;

import org.jspecify.annotations.NullMarked;
