using System.Text.RegularExpressions;

namespace MlOpsDashboard.Tests.Architecture;

/// <summary>
/// Blanks out what is no code, so that a rule about code does not trip over a comment or a message. Line breaks stay,
/// and so do quotation marks.
/// </summary>
internal sealed partial class CodeText
{
    private readonly string _text;
    private readonly char[] _result;
    private int _at;

    private CodeText(string text)
    {
        _text = text;
        _result = text.ToCharArray();
    }

    /// <summary>C# without comments and without the insides of strings and characters.</summary>
    public static string OfCSharp(string text)
    {
        var reader = new CodeText(text);
        reader.Code(untilBrace: false);
        return new string(reader._result);
    }

    /// <summary>Razor without its comments and those of HTML.</summary>
    public static string OfRazor(string text) => RazorComments().Replace(
        text, match => new string([.. match.Value.Select(letter => letter == '\n' ? '\n' : ' ')]));

    /// <summary>Reads code to the end, or to the brace that closes a hole of an interpolated string.</summary>
    private void Code(bool untilBrace)
    {
        var depth = 0;
        while (_at < _text.Length)
        {
            if (Starts("//"))
            {
                BlankTo(_text.IndexOf('\n', _at) is var end and >= 0 ? end : _text.Length);
            }
            else if (Starts("/*"))
            {
                BlankTo(_text.IndexOf("*/", _at + 2, StringComparison.Ordinal) is var end and >= 0 ? end + 2 : _text.Length);
            }
            else if (_text[_at] == '\'')
            {
                Quoted('\'', escapes: true, holes: 0);
            }
            else if (_text[_at] is '"' or '@' or '$' && StringStart() is { } start)
            {
                String(start.Quotes, start.Dollars, start.Verbatim);
            }
            else
            {
                depth += _text[_at] switch { '{' => 1, '}' => -1, _ => 0 };
                if (untilBrace && depth < 0)
                {
                    return;
                }

                _at++;
            }
        }
    }

    private (int Quotes, int Dollars, bool Verbatim)? StringStart()
    {
        var prefix = StringPrefix().Match(_text, _at);
        if (!prefix.Success)
        {
            return null;
        }

        _at += prefix.Groups[1].Length;
        var quotes = prefix.Groups[2].Length;
        return (quotes, prefix.Groups[1].ValueSpan.Count('$'), prefix.Groups[1].ValueSpan.Contains('@'));
    }

    private void String(int quotes, int dollars, bool verbatim)
    {
        if (quotes >= 3)
        {
            Raw(new string('"', quotes), dollars);
        }
        else if (quotes == 2)
        {
            _at += 2;
        }
        else
        {
            Quoted('"', escapes: !verbatim, holes: dollars);
        }
    }

    private void Quoted(char quote, bool escapes, int holes)
    {
        // A string that is not verbatim ends with its line at the latest.
        _at++;
        while (_at < _text.Length && (!escapes || _text[_at] != '\n'))
        {
            if (_text[_at] == quote)
            {
                if (escapes || _at + 1 >= _text.Length || _text[_at + 1] != quote)
                {
                    _at++;
                    return;
                }

                BlankTo(_at + 2);
            }
            else if (escapes && _text[_at] == '\\')
            {
                BlankTo(Math.Min(_at + 2, _text.Length));
            }
            else if (holes > 0 && _text[_at] == '{' && !Starts("{{"))
            {
                Hole(1);
            }
            else
            {
                BlankTo(Starts("{{") ? _at + 2 : _at + 1);
            }
        }
    }

    private void Raw(string quotes, int dollars)
    {
        var open = new string('{', Math.Max(dollars, 1));
        _at += quotes.Length;
        while (_at < _text.Length)
        {
            if (Starts(quotes))
            {
                _at += quotes.Length;
                return;
            }

            if (dollars > 0 && Starts(open))
            {
                Hole(dollars);
            }
            else
            {
                BlankTo(_at + 1);
            }
        }
    }

    private void Hole(int braces)
    {
        _at += braces;
        Code(untilBrace: true);
        _at = Math.Min(_at + braces, _text.Length);
    }

    private bool Starts(string value) => string.CompareOrdinal(_text, _at, value, 0, value.Length) == 0;

    private void BlankTo(int end)
    {
        for (; _at < end; _at++)
        {
            if (_result[_at] != '\n')
            {
                _result[_at] = ' ';
            }
        }
    }

    [GeneratedRegex("""\G([$@]*)("+)""")]
    private static partial Regex StringPrefix();

    [GeneratedRegex(@"@\*.*?\*@|<!--.*?-->", RegexOptions.Singleline)]
    private static partial Regex RazorComments();
}
