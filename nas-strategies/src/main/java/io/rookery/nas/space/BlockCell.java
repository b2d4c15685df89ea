package io.rookery.nas.space;

import io.rookery.nas.CanonicalForm;
import java.util.ArrayList;
import java.util.List;

/**
 * A cell of blocks (Zoph et al. 2018, arXiv 1707.07012): a block is the sum of two operations, each
 * on the output of an earlier block or of one of the two cells before; the cell's output is the
 * concatenation of the blocks that no other reads.
 *
 * @param blocks in order
 */
record BlockCell(List<Block> blocks) {

  /** Inputs 0 and 1 are the outputs of the cell before the last one and of the last one. */
  static final int CELL_INPUTS = 2;

  /** Two operations, by their index in {@link MicroOperations#NAMES}, and what each reads. */
  record Block(int operation1, int input1, int operation2, int input2) {

    boolean reads(int input) {
      return input1 == input || input2 == input;
    }
  }

  /** The cell of four genes a block. */
  static BlockCell of(List<Integer> genes) {
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < genes.size(); i += 4) {
      blocks.add(new Block(genes.get(i), genes.get(i + 1), genes.get(i + 2), genes.get(i + 3)));
    }
    return new BlockCell(blocks);
  }

  /** Whether any block reads this input or this block's output. */
  boolean isRead(int input) {
    return blocks.stream().anyMatch(block -> block.reads(input));
  }

  /** Indices, as inputs are counted, of the blocks that the output concatenates. */
  List<Integer> output() {
    List<Integer> output = new ArrayList<>();
    for (int block = 0; block < blocks.size(); block++) {
      if (!isRead(block + CELL_INPUTS)) {
        output.add(block + CELL_INPUTS);
      }
    }
    return output;
  }

  /** A text that cells share which differ only in the order of blocks and within blocks. */
  String canonical() {
    List<String> labels = new ArrayList<>(List.of("before-last", "last"));
    List<List<Integer>> inputs = new ArrayList<>(List.of(List.of(), List.of()));
    List<Integer> sums = new ArrayList<>(List.of(0, 1));
    for (Block block : blocks) {
      labels.add(MicroOperations.NAMES.get(block.operation1()));
      inputs.add(List.of(sums.get(block.input1())));
      labels.add(MicroOperations.NAMES.get(block.operation2()));
      inputs.add(List.of(sums.get(block.input2())));
      labels.add("sum");
      inputs.add(List.of(labels.size() - 3, labels.size() - 2));
      sums.add(labels.size() - 1);
    }
    labels.add("out");
    inputs.add(output().stream().map(sums::get).toList());
    return CanonicalForm.of(labels, inputs);
  }
}
