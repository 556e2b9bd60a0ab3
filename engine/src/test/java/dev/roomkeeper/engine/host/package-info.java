/** Tests of the same package. */
@NullMarked
package dev.roomkeeper.engine.host;

import org.jspecify.annotations.NullMarked;
