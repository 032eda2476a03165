using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using MlOpsDashboard.Api.Health;
using MlOpsDashboard.Core;

namespace MlOpsDashboard.Api;

/// <summary>Describes the REST interface, to programs at <c>/openapi/v1.json</c> and to people at <c>/docs</c>.</summary>
internal static class OpenApiRegistration
{
    private const string Document = "v1";
    private const string KeyScheme = "api_key";
    private const string ProblemSchema = "Problem";
    private const string ErrorSchema = "OpenInferenceError";

    /// <summary>Adds the description.</summary>
    public static IServiceCollection AddApiDescription(this IServiceCollection services) => services.AddOpenApi(Document, options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.ShouldInclude = description => description.RelativePath is { } path
            && (path.StartsWith("api/", StringComparison.Ordinal) || path.StartsWith("health", StringComparison.Ordinal) || IsOpenInference(path) || path == "metrics");
        options.AddSchemaTransformer(DescribeRoleAsync);
        options.AddDocumentTransformer(DescribeAsync);
        options.AddOperationTransformer(DescribeOperationAsync);
    });

    /// <summary>Maps the description and the page to try it.</summary>
    public static void MapApiDescription(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi("/openapi/{documentName}.json");
        routes.MapSwaggerUI("docs", options =>
        {
            options.DocumentTitle = "MlOpsDashboard: REST interface";
            options.SwaggerEndpoint("/openapi/v1.json", "MlOpsDashboard");
        });
    }

    private static Task DescribeAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "MlOpsDashboard",
            Version = HealthEndpoints.Version,
            Description = "The life of a tabular model: data, training, runs, registry, predictions. "
                + "Errors are application/problem+json (RFC 9457); lists take limit and cursor. "
                + "Bodies may be packed with Content-Encoding gzip or br.",
        };
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[KeyScheme] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey,
            In = ParameterLocation.Header,
            Name = Access.ApiKeyHandler.Header,
            Description = "A key made on the Settings page. A signed-in browser needs none.",
        };
        document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        document.Components.Schemas[ProblemSchema] = Problem();
        document.Components.Schemas[ErrorSchema] = Error();
        return Task.CompletedTask;
    }

    // Its converter is ours, so that nothing else knows its words.
    private static Task DescribeRoleAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if ((Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type) == typeof(UserRole))
        {
            schema.Type = JsonSchemaType.String;
            schema.Enum = [.. Enum.GetValues<UserRole>().Select(role => JsonValue.Create(RoleWords.Name(role)))];
            schema.Description = "What somebody may do, each role what the ones before it may. editor is read as another name of data_scientist.";
        }

        return Task.CompletedTask;
    }

    private static Task DescribeOperationAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        bool open = IsOpenInference(context.Description.RelativePath ?? "");
        operation.Responses ??= [];
        operation.Responses.TryAdd("default", new OpenApiResponse
        {
            Description = "What is wrong, and with which field.",
            Content = new Dictionary<string, OpenApiMediaType>
            {
                [open ? "application/json" : "application/problem+json"] = new() { Schema = new OpenApiSchemaReference(open ? ErrorSchema : ProblemSchema, context.Document) },
            },
        });
        if (!context.Description.ActionDescriptor.EndpointMetadata.OfType<IAllowAnonymous>().Any())
        {
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(KeyScheme, context.Document)] = [] }];
        }

        return Task.CompletedTask;
    }

    private static bool IsOpenInference(string path) => path == "v2" || path.StartsWith("v2/", StringComparison.Ordinal);

    private static OpenApiSchema Error() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "Open Inference Protocol V2",
        Properties = new Dictionary<string, IOpenApiSchema> { ["error"] = new OpenApiSchema { Type = JsonSchemaType.String } },
    };

    private static OpenApiSchema Problem() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "RFC 9457",
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = new OpenApiSchema { Type = JsonSchemaType.String },
            ["title"] = new OpenApiSchema { Type = JsonSchemaType.String },
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
            ["detail"] = new OpenApiSchema { Type = JsonSchemaType.String },
            ["errors"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "The messages of each field at fault.",
                AdditionalProperties = new OpenApiSchema
                {
                    Type = JsonSchemaType.Array,
                    Items = new OpenApiSchema { Type = JsonSchemaType.String },
                },
            },
        },
    };
}
