/**
 * Network morphism: wider and deeper networks that compute what their parent computes, and how
 * their weights follow from the parent's (Net2Net, Chen, Goodfellow, Shlens 2016, arXiv 1511.05641;
 * for architecture search Cai et al. 2018, arXiv 1707.04873).
 */
@NullMarked
package io.rookery.nas.morph;

import org.jspecify.annotations.NullMarked;
