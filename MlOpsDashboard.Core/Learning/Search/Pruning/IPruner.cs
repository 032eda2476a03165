namespace MlOpsDashboard.Core.Learning.Search.Pruning;

/// <summary>Decides, while a trial runs, whether it is hopeless. Stateless.</summary>
public interface IPruner
{
    /// <summary>The name in the REST contract, such as <c>median</c>.</summary>
    string Name { get; }

    /// <summary>Whether the trial should stop after its newest step.</summary>
    /// <param name="trial">The trial so far.</param>
    /// <param name="finished">
    /// The comparable trials that ended (same learner, same validation), pruned ones included, cut off where they ended.
    /// </param>
    bool ShouldPrune(TrialCurve trial, IReadOnlyList<TrialCurve> finished);
}
