package io.rookery.spark.trial;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import io.rookery.nas.Candidate;
import java.io.Serializable;

/**
 * One submission of one candidate's training.
 *
 * @param candidate the network; it has an architecture
 * @param horizon epochs it shall have been trained in all
 * @param seed of its training
 * @param known the newest epoch of it that the driver knows of: it goes on from a checkpoint of
 *     that epoch or an earlier one, so that no epoch is missing in its curve; 0 for none
 * @param parentEpoch the epoch at which its parent had the fitness it was chosen for: what it
 *     begins with where it inherits; 0 where it does not
 * @param firstAttempt attempts of it that came before
 */
// Kryo, which a session may serialize with, cannot make records.
@DefaultSerializer(JavaSerializer.class)
public record TrialOrder(
    Candidate candidate,
    double horizon,
    long seed,
    double known,
    double parentEpoch,
    int firstAttempt)
    implements Serializable {}
