/** Budgets: how much each owner may use. */
@NullMarked
package dev.roomkeeper.server.limits;

import org.jspecify.annotations.NullMarked;
