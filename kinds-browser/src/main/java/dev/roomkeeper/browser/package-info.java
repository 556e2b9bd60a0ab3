/** The rules that browsers run too, as functions of a JavaScript module. */
@NullMarked
package dev.roomkeeper.browser;

import org.jspecify.annotations.NullMarked;
