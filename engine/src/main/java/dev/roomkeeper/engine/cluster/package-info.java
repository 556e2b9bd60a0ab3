/** Decides on which of several nodes a room lives, and whether it still lives there. */
@NullMarked
package dev.roomkeeper.engine.cluster;

import org.jspecify.annotations.NullMarked;
