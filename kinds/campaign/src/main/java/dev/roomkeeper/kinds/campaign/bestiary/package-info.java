/**
 * The creatures of both editions as figures, without a sentence: what a fight is run from, how they
 * are found, and how they are written down.
 */
@NullMarked
package dev.roomkeeper.kinds.campaign.bestiary;

import org.jspecify.annotations.NullMarked;
