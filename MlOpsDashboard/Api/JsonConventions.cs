using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using MlOpsDashboard.Api.AbTests;
using MlOpsDashboard.Api.Comparisons;
using MlOpsDashboard.Api.Deployments;
using MlOpsDashboard.Api.Drift;
using MlOpsDashboard.Api.Retraining;
using MlOpsDashboard.Core.Alerts;
using MlOpsDashboard.Core.Alerts.Channels;
using MlOpsDashboard.Core.Drift;
using MlOpsDashboard.Core.Retraining;
using MlOpsDashboard.Core.Training.Requests;

namespace MlOpsDashboard.Api;

/// <summary>How everything that leaves or enters as JSON is written, in the REST interface and on the live hub.</summary>
internal static class JsonConventions
{
    // A search that a misspelt option did not reach runs for minutes and answers another question, and a rule without one watches something
    // else. Stored requests are read without this: an older program can read those of a newer one.
    private static readonly Type[] s_exact = [typeof(TrainingRequest), typeof(ValidationRequest), typeof(FeatureStepRequest), typeof(RetrainingReply), typeof(RetrainingTriggers), typeof(RetrainingGates), typeof(DeployForm), typeof(CanaryForm), typeof(AbTestForm), typeof(AbGuardrailsForm), typeof(ComparisonForm), typeof(DriftSettings), typeof(DriftSimulationForm), typeof(AlertRuleForm), typeof(AlertChannelForm)];

    /// <summary>
    /// snake_case names and words; numbers are numbers; times end in Z; a number that is not finite is written as
    /// null, because JSON has no word for it.
    /// </summary>
    public static void Apply(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.AllowDuplicateProperties = false;
        options.Converters.Add(new UserRoleConverter());
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
        options.Converters.Add(new UtcTimeConverter());
        options.Converters.Add(new FiniteDoubleConverter());
        options.Converters.Add(new FiniteSingleConverter());
    }

    /// <summary>Adds the conventions to the REST interface; there, requests for training, and policies of it, have no members but the documented ones.</summary>
    public static IServiceCollection AddJsonConventions(this IServiceCollection services) => services.ConfigureHttpJsonOptions(options =>
    {
        Apply(options.SerializerOptions);
        options.SerializerOptions.TypeInfoResolver = options.SerializerOptions.TypeInfoResolver!.WithAddedModifier(RefuseUnknownMembers);
    });

    private static void RefuseUnknownMembers(JsonTypeInfo type)
    {
        if (s_exact.Contains(type.Type))
        {
            type.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        }
    }
}
