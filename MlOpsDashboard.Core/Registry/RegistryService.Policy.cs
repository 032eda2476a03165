using MlOpsDashboard.Core.Audit;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Registry;

public sealed partial class RegistryService
{
    /// <summary>Says what a model asks for before a version of it goes into production.</summary>
    /// <param name="name">The registered model.</param>
    /// <param name="policy">All of it.</param>
    /// <param name="actor">Who says so.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ForbiddenException">They may not, or the model has owners and they are none.</exception>
    /// <exception cref="NotFoundException">There is no such model.</exception>
    public async Task<StagePolicy> ChangePolicyAsync(string name, StagePolicy policy, Actor actor, CancellationToken cancellationToken)
    {
        actor.Require(UserRole.Approver);
        ArgumentNullException.ThrowIfNull(policy);
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        RegisteredModel model = await LockAsync(context, name, cancellationToken);
        RequireOwner(model, actor, "change what it asks for");
        if (model.Policy == policy)
        {
            return policy;
        }

        (model.NeedsStaging, model.NeedsApproval, model.FourEyes) = (policy.NeedsStaging, policy.NeedsApproval, policy.FourEyes);
        audit.Append(context, new AuditEntry(actor.Name, "model.policy_changed", "model", name, Detail: Words(policy)));
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return policy;
    }

    private static string Words(StagePolicy policy)
    {
        string[] wants =
        [
            .. new[]
            {
                policy.NeedsStaging ? "staging first" : null,
                policy.NeedsApproval ? "an approval" : null,
                policy.FourEyes ? "an approver other than the requester" : null,
            }.OfType<string>(),
        ];
        return wants.Length == 0 ? "Production takes nothing but the role." : $"Production takes {string.Join(", ", wants)}.";
    }
}
