@NullMarked
package dev.roomkeeper.engine.cluster;

import org.jspecify.annotations.NullMarked;
