package io.rookery.spark.data;

import java.util.List;

/**
 * Images as their publisher has them.
 *
 * @param classes names of the labels
 * @param train the published training images, which validation images are split off from
 * @param test the published test images; empty where they have to be split off too
 */
record Source(List<String> classes, List<Picture> train, List<Picture> test) {}
