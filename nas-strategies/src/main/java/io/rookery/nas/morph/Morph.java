package io.rookery.nas.morph;

import io.rookery.nas.Architecture;
import io.rookery.nas.Inheritance;

/**
 * A network made from another one.
 *
 * @param architecture the new network
 * @param inheritance how its weights come from the old one's
 */
public record Morph(Architecture architecture, Inheritance inheritance) {}
