"""Files of every kind that is read, made of texts, for the tests of inputs."""

from __future__ import annotations

import gzip
import html
import importlib
import io
import json
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from samples import TEXT

from extract.inputs import Failure, Item, Options, Part, plan, read

TITLE = "Huyện ủy Tân Phong sơ kết công tác dân vận"
PARAGRAPHS = [
    "Sáng 12/3/2019, Huyện ủy Tân Phong tổ chức hội nghị sơ kết thực hiện Nghị quyết số 25-NQ/TW.",
    "Đồng chí Lò Văn Mừng, Bí thư Huyện ủy, chủ trì hội nghị; cùng dự có đại biểu các ban, ngành, đoàn thể của huyện.",
    "Đến nay 16/21 xã có mô hình; phấn đấu năm 2020 đạt từ 65% đến 70% số hộ tham gia các phong trào thi đua ở cơ sở.",
]


def documents(*inputs: Path | str, **options: Any) -> list[Item]:
    """All documents of inputs, none of which fails."""
    found = items(*inputs, **options)
    assert not [item.reason for item in found if isinstance(item, Failure)]
    return [item for item in found if isinstance(item, Item)]


def failures(*inputs: Path | str, **options: Any) -> list[tuple[str | None, str | None, str, str]]:
    """What fails in inputs: id, source, stage and reason."""
    return [(f.id, f.source, f.stage, f.reason) for f in items(*inputs, **options) if isinstance(f, Failure)]


def items(*inputs: Path | str, **options: Any) -> list[Item | Failure]:
    """What inputs give, in its order."""
    chosen = Options(**options)
    found: list[Item | Failure] = []
    for part in plan(map(str, inputs), chosen):
        if isinstance(part, Part):
            found.extend(read(part, chosen))
        else:
            found.append(part)
    return found


def rows(count: int = 3) -> list[dict[str, Any]]:
    return [{"id": f"tin-{n}", "text": f"{TEXT}Kỳ {n}.", "url": f"https://example.org/{n}"} for n in range(count)]


def lines(values: Iterable[Any]) -> bytes:
    return b"".join(json.dumps(value, ensure_ascii=False).encode() + b"\n" for value in values)


def page(title: str = TITLE, paragraphs: Iterable[str] = PARAGRAPHS, head: str = "") -> str:
    """A page with a menu, an article and a foot."""
    body = "".join(f"<p>{html.escape(text)}</p>" for text in paragraphs)
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{html.escape(title)}</title>{head}</head><body>"
        "<div class='menu'><ul><li><a href='/'>Trang chủ</a></li><li><a href='/tin'>Tin tức</a></li></ul></div>"
        f"<article><h1>{html.escape(title)}</h1>{body}</article>"
        "<footer>Bản quyền thuộc về Cổng thông tin điện tử</footer></body></html>"
    )


def response(
    data: bytes, content_type: str = "text/html; charset=utf-8", status: str = "200 OK", more: str = ""
) -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\n{more}\r\n".encode() + data


def warc_record(kind: str, url: str, data: bytes, more: str = "") -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2019-03-20T01:02:03Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{zlib.crc32(url.encode()):032x}>\r\n{more}Content-Length: {len(data)}\r\n\r\n"
    )
    return head.encode() + data + b"\r\n\r\n"


def table(values: list[dict[str, Any]], metadata: dict[str, str] | None = None, **options: Any) -> bytes:
    """A Parquet file of rows."""
    arrow: Any = importlib.import_module("pyarrow")
    parquet: Any = importlib.import_module("pyarrow.parquet")
    file = io.BytesIO()
    made = arrow.Table.from_pylist(values)
    parquet.write_table(made.replace_schema_metadata(metadata) if metadata else made, file, **options)
    return file.getvalue()


def docx(*paragraphs: str) -> bytes:
    import docx as package

    document = package.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    return saved(document)


def saved(document: Any) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def pdf(pages: Iterable[Iterable[str]], encrypt: str = "") -> bytes:
    """A PDF of pages of lines, in a font of its own with a map to Unicode. `encrypt` is an entry of the trailer."""
    pages = [list(lines) for lines in pages]
    letters = sorted({letter for lines in pages for line in lines for letter in line})
    codes = {letter: f"{number:04X}" for number, letter in enumerate(letters, 1)}
    pairs = "\n".join(f"<{code}> <{letter.encode('utf-16-be').hex()}>" for letter, code in codes.items())
    unicode_map = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        + "".join(_chunks(pairs.split("\n") if pairs else []))
        + "endcmap end end"
    )
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{7 + 2 * n} 0 R' for n in range(len(pages)))}] >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /Our /Encoding /Identity-H /DescendantFonts [4 0 R] "
        "/ToUnicode 6 0 R >>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Our /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) "
        "/Supplement 0 >> /FontDescriptor 5 0 R /DW 500 >>",
        "<< /Type /FontDescriptor /FontName /Our /Flags 4 /FontBBox [0 0 500 700] /ItalicAngle 0 /Ascent 700 "
        "/Descent -200 /CapHeight 700 /StemV 80 >>",
        _stream(unicode_map),
    ]
    for number, written in enumerate(pages):
        content = "BT /F1 12 Tf 16 TL 40 800 Td\n" + "".join(
            f"<{''.join(codes[letter] for letter in line)}> Tj T*\n" for line in written
        )
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 2000 842] /Contents {8 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>",
            _stream(content + "ET"),
        ]
    data = b"%PDF-1.7\n"
    places = []
    for number, written_object in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{written_object}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return (
        data
        + (
            f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
            f"trailer << /Size {len(objects) + 1} /Root 1 0 R {encrypt} >>\nstartxref\n{len(data)}\n%%EOF\n"
        ).encode()
    )


def _chunks(pairs: list[str]) -> Iterable[str]:
    for start in range(0, len(pairs), 100):
        some = pairs[start : start + 100]
        yield f"{len(some)} beginbfchar\n" + "\n".join(some) + "\nendbfchar\n"


def _stream(content: str) -> str:
    return f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"


def compressed(data: bytes, ending: str) -> bytes:
    if ending == ".gz":
        return gzip.compress(data)
    from backports import zstd

    return zstd.compress(data)
