namespace MlOpsDashboard.Core.Learning.Search.Pruning;

/// <summary>Decides, while a trial runs, whether it is hopeless. Stateless.</summary>
public interface IPruner
{
    /// <summary>The name in the REST contract, such as <c>median</c>.</summary>
    string Name { get; }

    /// <summary>Whether the trial should stop after its newest step.</summary>
    /// <param name="losses">The trial's loss after each step so far, smaller is better; NaN where it was not measured.</param>
    /// <param name="finished">
    /// The curves of the comparable trials that ended (same learner, same validation), pruned ones included, cut off where they ended.
    /// </param>
    bool ShouldPrune(IReadOnlyList<double> losses, IReadOnlyList<IReadOnlyList<double>> finished);
}
