package io.rookery.nas;

import java.io.Serializable;

/** How weights follow gradients. */
public sealed interface Optimizer extends Serializable {

  /** Stochastic gradient descent; dampening as in PyTorch. */
  record Sgd(double momentum, double dampening, boolean nesterov) implements Optimizer {}

  /** RMSProp (Hinton 2012) with decay {@code rho} of the squared gradients. */
  record RmsProp(double rho) implements Optimizer {}

  /** Adam (Kingma, Ba 2015). */
  record Adam(double beta1, double beta2) implements Optimizer {}
}
