/** Tests of the same package. */
@NullMarked
package dev.roomkeeper.engine.kind;

import org.jspecify.annotations.NullMarked;
