using MlOpsDashboard.Core.Learning.Parameters;

namespace MlOpsDashboard.Api.Training;

/// <summary>A hyper-parameter: low and high are the limits of what may be set.</summary>
internal sealed record ParameterReply(
    string Name, string Kind, object Default, double? Low, double? High, IReadOnlyList<string>? Choices, bool Searched, string Description)
{
    public static ParameterReply Of(Parameter parameter) => parameter switch
    {
        IntParameter whole => Of(parameter, "int", whole.HardLow, whole.HardHigh, null),
        FloatParameter real => Of(parameter, "float", real.HardLow, real.HardHigh, null),
        ChoiceParameter choice => Of(parameter, "choice", null, null, choice.Choices),
        TextParameter => Of(parameter, "text", null, null, null),
        _ => Of(parameter, "other", null, null, null),
    };

    private static ParameterReply Of(Parameter parameter, string kind, double? low, double? high, IReadOnlyList<string>? choices) =>
        new(parameter.Name, kind, parameter.Default, low, high, choices, parameter.Searched, parameter.Description);
}
