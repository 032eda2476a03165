using System.Text.Json;
using MlOpsDashboard.Core.Deployments;
using MlOpsDashboard.Core.Serving.Plans;
using MlOpsDashboard.Core.Serving.Scoring;

namespace MlOpsDashboard.Core.Rollouts;

/// <summary>Counts what the arms of one roll-out do. Safe for concurrent calls.</summary>
internal sealed class RolloutCounter
{
    private const long EnoughForP99 = 200;
    private const double P99 = 0.99;

    private readonly Lock _lock = new();
    private readonly RolloutCounts _counts;
    private Rollout _rollout;

    /// <summary>Goes on from what was stored.</summary>
    /// <param name="rollout">The roll-out.</param>
    public RolloutCounter(Rollout rollout)
    {
        _rollout = rollout;
        _counts = rollout.Report.Counts is { } stored ? JsonSerializer.Deserialize<RolloutCounts>(stored)! : new RolloutCounts { Step = rollout.Step };
    }

    /// <summary>The roll-out.</summary>
    public string RolloutId => _rollout.Id;

    /// <summary>Takes a change of the roll-out over: a new step counts anew.</summary>
    /// <param name="rollout">As it is now.</param>
    public void Follow(Rollout rollout)
    {
        lock (_lock)
        {
            _rollout = rollout;
            if (_counts.Step != rollout.Step)
            {
                _counts.Begin(rollout.Step);
            }
        }
    }

    /// <summary>Counts an answer that was stored.</summary>
    /// <param name="prediction">The answer.</param>
    public void Add(LoggedPrediction prediction)
    {
        lock (_lock)
        {
            if (prediction.At < _rollout.StartedAt || (_rollout.PausedAt is null && prediction.At < _rollout.StepSince && _rollout.Strategy == RolloutStrategy.Canary))
            {
                return;
            }

            StepCounts? arm = prediction.Route switch
            {
                InstanceScorer.Production when prediction.ModelVersion == _rollout.StableVersion => _counts.Stable,
                InstanceScorer.Canary or InstanceScorer.Shadow when prediction.ModelVersion == _rollout.CandidateVersion => _counts.Candidate,
                _ => null,
            };
            arm?.Add(prediction.LatencyMs, _counts.SlowMs, _rollout.Canary?.MaxLatencyP99Ms);
            if (_counts.SlowMs is null && _counts.Stable.Answers >= EnoughForP99)
            {
                _counts.SlowMs = LatencyCounts.Quantile(_counts.Stable.Latencies, P99);
            }
        }
    }

    /// <summary>Counts what did not come into the log.</summary>
    /// <param name="counts">Since the last time.</param>
    public void Add(in ArmCounts counts)
    {
        lock (_lock)
        {
            _counts.Candidate.Errors += counts.CandidateErrors;
            _counts.Stable.Errors += counts.StableErrors;
            _counts.Dropped += counts.Dropped;
            _counts.Compared += counts.Compared;
            _counts.Agreed += counts.Agreed;
        }
    }

    /// <summary>Reads, or changes, the counts while nobody else does.</summary>
    /// <typeparam name="T">What is read.</typeparam>
    /// <param name="read">Reads.</param>
    public T Read<T>(Func<RolloutCounts, T> read)
    {
        lock (_lock)
        {
            return read(_counts);
        }
    }

    /// <summary>What is stored, and shown.</summary>
    public RolloutReport Report()
    {
        lock (_lock)
        {
            return new RolloutReport
            {
                Gates = RolloutGates.Judge(_counts, _rollout),
                StableRequests = _counts.Stable.Requests,
                CandidateRequests = _counts.Candidate.Requests,
                Counts = JsonSerializer.Serialize(_counts),
            };
        }
    }
}
