using System.Text.Json;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace MlOpsDashboard.Core.Datasets;

/// <summary>Keeps a value as JSON text in the database.</summary>
/// <typeparam name="T">An immutable type.</typeparam>
internal sealed class JsonText<T>() : ValueConverter<T, string>(
    value => JsonSerializer.Serialize(value, DatasetJson.Options),
    text => JsonSerializer.Deserialize<T>(text, DatasetJson.Options)!);
