/** What runs a room: pure steps that take what happened and return what is to be done. */
@NullMarked
package dev.roomkeeper.engine.host;

import org.jspecify.annotations.NullMarked;
