/** Where a room lives among several nodes, and whether it lives there still: pure decisions. */
@NullMarked
package dev.roomkeeper.engine.cluster;

import org.jspecify.annotations.NullMarked;
