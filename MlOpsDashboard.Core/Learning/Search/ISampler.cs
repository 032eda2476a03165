using MlOpsDashboard.Core.Learning.Parameters;

namespace MlOpsDashboard.Core.Learning.Search;

/// <summary>Proposes the next point of a search. Stateless: everything it knows is the history and the seed.</summary>
public interface ISampler
{
    /// <summary>The name in the REST contract, such as <c>random</c> or <c>tpe</c>.</summary>
    string Name { get; }

    /// <summary>Proposes values for every searched parameter whose condition holds.</summary>
    /// <param name="space">What may be varied.</param>
    /// <param name="history">What was tried, oldest first, the running ones included.</param>
    /// <param name="seed">Starts the random choices; another one for each proposal.</param>
    Hyperparameters Propose(SearchSpace space, IReadOnlyList<Observation> history, int seed);
}
