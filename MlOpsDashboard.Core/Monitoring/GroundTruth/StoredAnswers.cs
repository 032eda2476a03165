using System.Text.Json;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Core.Monitoring.GroundTruth;

/// <summary>Collects answers and truths as they are stored, and gives them to the metrics. Numbers are counted from where the model counts its target.</summary>
/// <param name="model">The version that answered.</param>
/// <param name="signature">Its signature.</param>
internal sealed class StoredAnswers(ModelVersion model, ModelSignature signature)
{
    private readonly List<float> _truths = [];
    private readonly List<float> _outputs = [];

    /// <summary>How many there are.</summary>
    public int Count => _truths.Count;

    /// <summary>Adds an answer.</summary>
    /// <param name="actual">What turned out to be true: the number, or the position of the class.</param>
    /// <param name="outputs">The number that was answered, or the probabilities of the classes; JSON.</param>
    public void Add(double actual, string outputs)
    {
        _truths.Add((float)(actual - signature.TargetOffset));
        foreach (double output in JsonSerializer.Deserialize<double[]>(outputs)!)
        {
            _outputs.Add((float)(output - signature.TargetOffset));
        }
    }

    /// <summary>All of them, in the order in which they came.</summary>
    public ScoredRows ToRows() => new(signature.Task, [.. _truths], [.. _outputs], signature.Classes.Count, model.DecisionThreshold)
    {
        Quantile = model.Quantile,
        Offset = signature.TargetOffset,
    };
}
