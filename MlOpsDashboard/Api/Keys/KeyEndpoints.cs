using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using MlOpsDashboard.Access;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Access;

namespace MlOpsDashboard.Api.Keys;

/// <summary>API keys, for administrators.</summary>
internal static class KeyEndpoints
{
    /// <summary>Maps the endpoints.</summary>
    public static IEndpointRouteBuilder MapKeys(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/keys").WithTags("API keys").RequireAuthorization(AccessPolicies.Administrator);
        group.MapGet("", ListAsync).WithSummary("The API keys, the newest first. Secrets are not kept, so they are not shown.");
        group.MapPost("", CreateAsync).WithSummary("Makes an API key. The reply holds the secret, this once.")
            .WithDescription("scopes limits it, within its role, to some of predict, read, train, registry, deploy, operate and admin; left out, it may do all that its role allows.");
        group.MapDelete("/{keyId}", RevokeAsync).WithSummary("Revokes an API key: it stops working at once.");
        return routes;
    }

    private static async Task<Page<KeyReply>> ListAsync(int? limit, string? cursor, ApiKeyService keys, CancellationToken cancellationToken)
    {
        var page = await keys.ListAsync(PageQuery.Parse(limit, cursor), cancellationToken).ConfigureAwait(false);
        return new Page<KeyReply>([.. page.Items.Select(KeyReply.Of)], page.NextCursor);
    }

    private static async Task<Created<NewKeyReply>> CreateAsync(
        NewKeyRequest request,
        ApiKeyService keys,
        ClaimsPrincipal user,
        CancellationToken cancellationToken)
    {
        var wanted = new NewApiKey(request.Name ?? "", request.Role ?? UserRole.DataScientist, request.ExpiresAt, request.Scopes?.Select(KeyScopeWords.Parse).ToArray());
        var made = await keys.CreateAsync(wanted, user.AsActor(), cancellationToken).ConfigureAwait(false);
        return TypedResults.Created($"/api/keys/{made.Key.KeyId}", new NewKeyReply(made.Secret, KeyReply.Of(made.Key)));
    }

    private static async Task<KeyReply> RevokeAsync(string keyId, ApiKeyService keys, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        KeyReply.Of(await keys.RevokeAsync(keyId, user.AsActor(), cancellationToken).ConfigureAwait(false));

    /// <summary>A key that someone wants: role is viewer, data_scientist (the default), approver or administrator; scopes limits it within that.</summary>
    internal sealed record NewKeyRequest(string? Name, UserRole? Role, DateTimeOffset? ExpiresAt, IReadOnlyList<string>? Scopes);

    /// <summary>A key that was just made; the secret cannot be shown again.</summary>
    internal sealed record NewKeyReply(string Secret, KeyReply Key);

    /// <summary>What is known of a key.</summary>
    internal sealed record KeyReply(
        string KeyId,
        string Name,
        string Prefix,
        UserRole Role,
        IReadOnlyList<KeyScope>? Scopes,
        DateTimeOffset CreatedAt,
        string CreatedBy,
        DateTimeOffset? ExpiresAt,
        DateTimeOffset? LastUsedAt,
        DateTimeOffset? RevokedAt)
    {
        /// <summary>What of a key may be shown.</summary>
        public static KeyReply Of(ApiKey key) => new(
            key.KeyId, key.Name, key.Prefix, key.Role, key.Scopes, key.CreatedAt, key.CreatedBy, key.ExpiresAt, key.LastUsedAt, key.RevokedAt);
    }
}
