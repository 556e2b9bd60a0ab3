/** Tests of the same package. */
@NullMarked
package dev.roomkeeper.engine.json;

import org.jspecify.annotations.NullMarked;
