using System.Buffers;
using System.Text;
using System.Text.Json;

namespace MlOpsDashboard.Tests.Web.Fuzz;

/// <summary>Makes bodies that are right, from what the OpenAPI document says of them and what is known of the stored model.</summary>
/// <param name="document">The document, for the schemas that it names.</param>
/// <param name="known">Good values by the names of members.</param>
internal sealed class FuzzBodies(JsonElement document, IReadOnlyDictionary<string, string> known)
{
    private const int MostDepth = 5;

    private static readonly Dictionary<string, string> s_templates = new(StringComparer.Ordinal)
    {
        ["/api/predict"] = """{"model_name":"shop","features":{"visits":3,"city":"Oslo","member":true},"request_id":null,"routing_key":"a","explain":false}""",
        ["/api/predict/batch"] = """{"model_name":"shop","instances":[{"visits":3,"city":"Oslo","member":true},{"visits":"4","city":"Rome","member":0}]}""",
        ["/api/feedback"] = """{"items":[{"request_id":"abc","actual":"yes"},{"request_id":"def","actual":true}]}""",
        ["/v2/models/{name}/infer"] = """{"id":"1","inputs":[{"name":"visits","shape":[2],"datatype":"FP64","data":[1,2]},{"name":"city","shape":[2,1],"datatype":"BYTES","data":["Oslo","Rome"]},{"name":"member","shape":[2],"datatype":"BOOL","data":[true,false]}]}""",
        ["/api/training/start"] = """{"model_name":"spare","dataset":"shop","target":"bought","learners":["baseline"],"trials":1,"time_budget_seconds":1,"validation":{"strategy":"holdout","test_size":0.2},"metric":"roc_auc","seed":1,"register":false}""",
        ["/api/models/transition"] = """{"model_name":"spare","version":1,"stage":"staging"}""",
        ["/api/models/{model_id}/promote"] = """{"stage":"staging","comment":"so"}""",
    };

    /// <summary>A JSON body for a route.</summary>
    public byte[] Json(FuzzRoute route, Random random)
    {
        if (s_templates.TryGetValue(route.Path.Replace("/versions/{version}", "", StringComparison.Ordinal), out string? template))
        {
            return Encoding.UTF8.GetBytes(template);
        }

        var output = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(output);
        Write(writer, route.Schema, "", random, 0);
        writer.Flush();
        return output.WrittenSpan.ToArray();
    }

    /// <summary>A form for a route; all of them take a file and a few names.</summary>
    public static byte[] Form(FuzzRoute route, Random random, string boundary)
    {
        string file = route.Path == "/api/feedback" ? "request_id,actual\nabc,yes\n" : "visits,city,member,bought\n1,Oslo,yes,yes\n2,Rome,no,no\n";
        string model = route.Path == "/api/datasets" ? "name\"\r\n\r\nspare" : "model_name\"\r\n\r\nshop";
        string first = $"--{boundary}\r\nContent-Disposition: form-data; name=\"{model}\r\n";
        string second = $"--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"rows.csv\"\r\nContent-Type: text/csv\r\n\r\n{file}\r\n";
        return Encoding.UTF8.GetBytes((random.Next(2) == 0 ? first + second : second + first) + $"--{boundary}--\r\n");
    }

    private void Write(Utf8JsonWriter writer, JsonElement schema, string name, Random random, int depth)
    {
        if (known.TryGetValue(name, out string? good))
        {
            writer.WriteStringValue(good);
            return;
        }

        schema = Resolve(schema, random);
        switch (depth < MostDepth ? Kind(schema, random) : "null")
        {
            case "object":
                WriteObject(writer, schema, random, depth);
                break;
            case "array":
                writer.WriteStartArray();
                for (int i = random.Next(3); i > 0; i--)
                {
                    Write(writer, schema.TryGetProperty("items", out JsonElement items) ? items : default, "", random, depth + 1);
                }

                writer.WriteEndArray();
                break;
            case "integer":
                writer.WriteNumberValue(random.Next(-1, 5));
                break;
            case "number":
                writer.WriteNumberValue(random.NextDouble());
                break;
            case "boolean":
                writer.WriteBooleanValue(random.Next(2) == 0);
                break;
            case "string":
                writer.WriteStringValue(Word(schema, random));
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }

    private void WriteObject(Utf8JsonWriter writer, JsonElement schema, Random random, int depth)
    {
        writer.WriteStartObject();
        if (schema.TryGetProperty("properties", out JsonElement properties))
        {
            foreach (JsonProperty property in properties.EnumerateObject().Where(_ => random.Next(4) > 0))
            {
                writer.WritePropertyName(property.Name);
                Write(writer, property.Value, property.Name, random, depth + 1);
            }
        }

        if (schema.TryGetProperty("additionalProperties", out JsonElement more) && more.ValueKind == JsonValueKind.Object)
        {
            writer.WritePropertyName("anything");
            Write(writer, more, "", random, depth + 1);
        }

        writer.WriteEndObject();
    }

    private static string Word(JsonElement schema, Random random) =>
        schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("enum", out JsonElement words) ? words[random.Next(words.GetArrayLength())].ToString()
        : schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("format", out JsonElement format) && format.GetString() == "date-time" ? "2026-01-02T03:04:05Z"
        : random.Next(2) == 0 ? "shop" : "a word";

    private static string Kind(JsonElement schema, Random random) =>
        schema.ValueKind != JsonValueKind.Object ? "string"
        : !schema.TryGetProperty("type", out JsonElement type) ? (schema.TryGetProperty("properties", out _) ? "object" : "string")
        : type.ValueKind == JsonValueKind.Array ? type[random.Next(type.GetArrayLength())].GetString()!
        : type.GetString()!;

    private JsonElement Resolve(JsonElement schema, Random random)
    {
        for (int i = 0; i < MostDepth && schema.ValueKind == JsonValueKind.Object; i++)
        {
            if (schema.TryGetProperty("$ref", out JsonElement reference))
            {
                schema = document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]);
            }
            else if (schema.TryGetProperty("oneOf", out JsonElement choices) || schema.TryGetProperty("anyOf", out choices))
            {
                schema = choices[random.Next(choices.GetArrayLength())];
            }
            else
            {
                break;
            }
        }

        return schema;
    }
}
