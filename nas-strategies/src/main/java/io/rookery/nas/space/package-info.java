/**
 * The search spaces: one provider, its settings, its genome and its decoder each.
 *
 * <p>Each follows a publication, which its provider names; docs/spaces.md says for every default
 * where it comes from and what was assumed.
 */
@NullMarked
package io.rookery.nas.space;

import org.jspecify.annotations.NullMarked;
