/** Load generator. */
@NullMarked
package dev.roomkeeper.bench;

import org.jspecify.annotations.NullMarked;
