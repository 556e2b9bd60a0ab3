/** What operators look at: metrics and health. */
@NullMarked
package dev.roomkeeper.server.ops;

import org.jspecify.annotations.NullMarked;
