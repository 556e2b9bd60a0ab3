/**
 * The rules of the fifth edition as a calculation, by its texts of 2014 (SRD 5.1) and 2024 (SRD
 * 5.2): pure functions over immutable records. What follows from an action by rule is a list of
 * {@link dev.roomkeeper.kinds.campaign.rules.Consequence consequences}, so that the DM can decline
 * or change each of them before it is applied.
 */
@NullMarked
package dev.roomkeeper.kinds.campaign.rules;

import org.jspecify.annotations.NullMarked;
