using MlOpsDashboard.Access;
using MlOpsDashboard.Core.Storage;
using MlOpsDashboard.Core.Storage.Integrity;

namespace MlOpsDashboard.Api.Storage;

/// <summary>The stored files themselves.</summary>
internal static class StorageEndpoints
{
    /// <summary>Maps the endpoints.</summary>
    public static IEndpointRouteBuilder MapStorage(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/storage").WithTags("Storage").RequireAuthorization(AccessPolicies.Administrator);
        group.MapGet("/verify", VerifyAsync)
            .WithSummary("Reads every stored file and compares it with its SHA-256.")
            .WithDescription("It takes as long as reading all of them. A file that does not match is set aside; the same content uploaded again mends it.");
        return routes;
    }

    private static async Task<VerifiedReply> VerifyAsync(ArtifactVerification verification, CancellationToken cancellationToken)
    {
        ArtifactReport report = await verification.VerifyAsync(cancellationToken);
        return new VerifiedReply(report.Checked, [.. report.Damaged.Select(DamageReply.Of)], [.. report.Missing.Select(DamageReply.Of)]);
    }

    /// <summary>How the files are.</summary>
    internal sealed record VerifiedReply(long Checked, IReadOnlyList<DamageReply> Damaged, IReadOnlyList<DamageReply> Missing);

    /// <summary>A file that cannot be used, and what has it.</summary>
    internal sealed record DamageReply(string Kind, string Name, string Sha256, string Problem)
    {
        /// <summary>As JSON shows it.</summary>
        public static DamageReply Of(ArtifactDamage damage) => new(damage.Use.Kind, damage.Use.Name, damage.Use.Sha256, damage.Problem);
    }
}
