using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Access;

/// <summary>Told of changes to who gets in, within the transaction that makes them.</summary>
public interface IAccessObserver
{
    /// <summary>Adds its own rows to the context; they are saved together with the change.</summary>
    void OnChanged(MlOpsDbContext context, AccessChange change);
}
