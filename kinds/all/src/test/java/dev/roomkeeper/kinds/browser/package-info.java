/** That the kinds' rules run in a browser, too. */
@NullMarked
package dev.roomkeeper.kinds.browser;

import org.jspecify.annotations.NullMarked;
