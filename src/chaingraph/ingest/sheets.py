"""The sheets of an office's workbook: what each column is called and how it reads."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from chaingraph.naming import Name

__all__ = ["FAULT_SHEETS", "GUIDES", "SHEETS", "Field", "OfficeSheet"]

#: Sheets of the empty workbook that are no lists: how to fill it, and what its drop-downs offer.
GUIDES = frozenset({"说明", "模板"})
#: What the list of faults is called in a copy of the books, by language.
FAULT_SHEETS = {"zh": "要改之处", "en": "To mend"}


@dataclass(frozen=True)
class Field:
    """One column of an office's sheet.

    Attributes
    ----------
    key
        What the column is called within chaingraph.
    name
        The heading, in Chinese and English.
    help
        What to write there, in Chinese and English.
    synonyms
        Other headings under which offices keep it.
    required
        Whether a row without it is at fault.
    many
        Whether a cell may hold several names.
    choices
        The words that may stand there, and what they mean.
    example
        The cell of the example row.
    """

    key: str
    name: Name
    help: Name
    synonyms: tuple[str, ...] = ()
    required: bool = False
    many: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    example: str = ""


@dataclass(frozen=True)
class OfficeSheet:
    """One sheet: a table of an office, known by its name or by its headings."""

    key: str
    name: Name
    synonyms: tuple[str, ...]
    fields: tuple[Field, ...]

    def field(self, key: str) -> Field:
        """Return the column of that key."""
        return self._by_key[key]

    @cached_property
    def _by_key(self) -> dict[str, Field]:
        return {field.key: field for field in self.fields}

    @property
    def required(self) -> Sequence[str]:
        """The columns without which the sheet can't be read."""
        return [field.key for field in self.fields if field.required]


_PHASES = (
    ("谋划", "planned"), ("签约", "signed"), ("落户", "landed"), ("开工", "started"), ("在建", "under-construction"),
    ("试生产", "trial"), ("投产", "in-production"), ("竣工", "completed"),
)  # fmt: skip
_STATES = (
    ("有", "present"), ("具备", "present"), ("弱", "thin"), ("薄弱", "thin"), ("确认无", "absent"), ("缺失", "absent"),
    ("未知", ""),
)  # fmt: skip

_LANES = (("上游", "upstream"), ("中游", "midstream"), ("下游", "downstream"))
_NEEDS = (("必需", "essential"), ("可替代", "replaceable"), ("配套", "supporting"))
_KINDS = (("集群", "cluster"), ("园区", "park"), ("平台", "platform"), ("机构", "institution"))

_CHAINS = Field(
    "chains", Name("所属产业链", "Chains"), Name("可填多条，用、隔开", "Several may be joined by 、"),
    ("产业链", "所属链条", "产业链名称", "链条"), example="示例产业链", many=True,
)  # fmt: skip
_SEGMENTS = Field(
    "segments", Name("环节", "Segments"), Name("模板中的环节名称，用、隔开", "Segments of the template, joined by 、"),
    ("所属环节", "产业链环节", "二级分类", "细分环节"), example="半导体硅片", many=True,
)  # fmt: skip
_PRODUCTS = Field(
    "products",
    Name("主要产品", "Main products"),
    Name(
        "不作为事实读入；环节空着时，提示可填的环节",
        "No fact is made of it; where segments are blank, it tells which may be meant",
    ),
    ("主导产品", "主营产品", "主要产品名称", "主要产品及服务", "产品"),
    many=True,
)
_COUNTY = Field(
    "county",
    Name("所属区县", "County"),
    Name("县（市、区）全称，多个用、隔开", "Full name of the county or district; several joined by 、"),
    ("区县", "县市区", "县（市、区）", "所在区县", "建设地点", "区域", "地区", "所在地", "县区",
     "所属县（市、区）", "所在县（市、区）", "所属县市区", "所属县区", "属地", "区（市）县", "所属区域", "注册地"),
    example="示例区", many=True,
)  # fmt: skip

_STATE = Field(
    "state",
    Name("状态", "State"),
    Name("有、弱、确认无、未知；未知不等于无", "有 present, 弱 thin, 确认无 confirmed absent, 未知 unknown"),
    ("环节状态", "有无", "强弱", "优势/薄弱/空白"), required=True, choices=_STATES, example="未知",
)  # fmt: skip
_TITLES = Field(
    "titles", Name("荣誉称号", "Titles"),
    Name(
        "称号（年份，有效期至年-月-日），用、隔开；有效期可不写",
        "Title (year, 有效期至 the last day of validity, if known), joined by 、",
    ),
    ("称号", "资质荣誉", "企业荣誉", "认定情况"), example="专精特新中小企业（2023）", many=True,
)  # fmt: skip

SHEETS: dict[str, OfficeSheet] = {
    sheet.key: sheet
    for sheet in (
        OfficeSheet(
            "chains",
            Name("产业链", "Chains"),
            ("重点产业链", "产业链清单", "链长名单"),
            (
                Field(
                    "name",
                    Name("产业链名称", "Chain"),
                    Name("一行一条链", "One chain a row"),
                    ("产业链", "链条名称", "重点产业链"),
                    required=True,
                    example="示例产业链",
                ),
                Field(
                    "template",
                    Name("参照模板", "Template"),
                    Name("下拉选择；空着则按名称找", "Choose from the list; left empty, it is found by the name"),
                    ("模板", "产业链模板"),
                    example="集成电路",
                ),
                Field(
                    "chiefs",
                    Name("链长", "Chain chiefs"),
                    Name("姓名或职务，用、隔开", "Names or posts, joined by 、"),
                    ("市级链长", "链长姓名"),
                    example="示例市副市长",
                    many=True,
                ),
                Field(
                    "bodies",
                    Name("牵头部门", "Lead bodies"),
                    Name("用、隔开", "Joined by 、"),
                    ("市级牵头部门", "牵头单位", "责任单位"),
                    example="示例市工业和信息化局",
                    many=True,
                ),
            ),
        ),
        OfficeSheet(
            "own_segments",
            Name("环节", "Segments of your own"),
            ("自有环节", "环节清单", "环节表", "产业链环节"),
            (
                Field(
                    "segment",
                    Name("环节", "Segment"),
                    Name("模板中没有的环节", "A segment that the template doesn't have"),
                    ("环节名称", "产业链环节", "节点", "节点名称"),
                    required=True,
                    many=True,
                    example="示例自有环节",
                ),
                replace(_CHAINS, required=True),
                Field(
                    "lane",
                    Name("上中下游", "Lane"),
                    Name("上游、中游、下游", "上游 upstream, 中游 midstream, 下游 downstream"),
                    ("上下游", "所处位置", "链段"),
                    required=True,
                    choices=_LANES,
                    example="中游",
                ),
                Field(
                    "parent",
                    Name("上级环节", "Parent segment"),
                    Name("属于哪个环节", "The segment that it is a part of"),
                    ("上级节点", "父环节", "父节点"),
                    many=True,
                ),
                Field(
                    "sources",
                    Name("来源节点", "Fed by"),
                    Name("供给本环节的环节，用、隔开", "Segments that feed it, joined by 、"),
                    ("上游环节", "投入环节"),
                    example="半导体硅片",
                    many=True,
                ),
                Field(
                    "targets",
                    Name("目标节点", "Feeds"),
                    Name("本环节供给的环节，用、隔开", "Segments that it feeds, joined by 、"),
                    ("下游环节", "去向环节"),
                    many=True,
                ),
                Field(
                    "need",
                    Name("依赖程度", "Need"),
                    Name(
                        "必需、可替代、配套；空着按可替代",
                        "必需 essential, 可替代 replaceable, 配套 supporting; left empty: replaceable",
                    ),
                    choices=_NEEDS,
                ),
                replace(_STATE, required=False, example=""),
            ),
        ),
        OfficeSheet(
            "enterprises",
            Name("企业", "Enterprises"),
            ("企业名单", "企业清单", "链上企业", "重点企业", "企业库"),
            (
                Field(
                    "name",
                    Name("企业名称", "Enterprise"),
                    Name("登记的全称", "Full registered name"),
                    ("名称", "企业", "单位名称", "公司名", "公司名称", "申请单位", "企业全称"),
                    required=True,
                    example="示例半导体材料有限公司",
                ),
                Field(
                    "code",
                    Name("统一社会信用代码", "Credit code"),
                    Name("18位，校验位会被检查", "18 signs; the check sign is checked"),
                    ("统一信用代码", "工商统一社会信用代码", "社会信用代码", "信用代码", "SHXYDM", "UNISCID"),
                ),
                Field(
                    "former",
                    Name("曾用名", "Former names"),
                    Name("用、隔开", "Joined by 、"),
                    ("原名", "企业曾用名"),
                    many=True,
                ),
                _COUNTY,
                _CHAINS,
                _SEGMENTS,
                _PRODUCTS,
                Field(
                    "owner",
                    Name("是否链主", "Chain owner"),
                    Name(
                        "是、否；属多条链时写明是哪条链的链主",
                        "是 (yes) or 否 (no); with several chains, the chain it owns",
                    ),
                    ("链主", "链主企业", "是否链主企业"),
                    example="否",
                    many=True,
                ),
                Field(
                    "revenue",
                    Name("营业收入（万元）", "Revenue (10,000 yuan)"),
                    Name(
                        "单位以表头或单元格为准",
                        "The unit is that of the heading or the cell",
                    ),
                    ("营业收入", "营收", "主营业务收入", "营业总收入", "年营业收入", "年营收"),
                    example="12000",
                ),
                Field(
                    "year",
                    Name("数据年度", "Year"),
                    Name("营业收入是哪一年的", "The year of the revenue"),
                    ("年度", "营收年度", "数据年份", "年份", "时间"),
                    example="2025",
                ),
                Field(
                    "rd",
                    Name("研发费用（万元）", "R&D expenditure (10,000 yuan)"),
                    Name("与营业收入同一年度", "Of the same year as the revenue"),
                    ("研发费用", "研发经费", "研究开发费用"),
                    example="600",
                ),
                Field(
                    "staff",
                    Name("从业人员", "Staff"),
                    Name("人数", "Persons"),
                    ("从业人数", "员工人数", "参保人数", "职工人数"),
                    example="120",
                ),
                _TITLES,
            ),
        ),
        OfficeSheet(
            "projects",
            Name("项目", "Projects"),
            ("重点项目", "项目清单", "在建项目"),
            (
                Field(
                    "name",
                    Name("项目名称", "Project"),
                    Name("一行一个项目", "One project a row"),
                    ("项目",),
                    required=True,
                    example="示例硅片项目",
                ),
                Field(
                    "investors",
                    Name("投资主体", "Investors"),
                    Name("企业全称，用、隔开", "Full names of enterprises, joined by 、"),
                    ("项目法人", "建设单位", "实施主体"),
                    example="示例半导体材料有限公司",
                    many=True,
                ),
                _COUNTY,
                _CHAINS,
                _SEGMENTS,
                Field(
                    "phase",
                    Name("项目阶段", "Phase"),
                    Name("下拉选择", "Choose from the list"),
                    ("开工状态", "建设状态", "项目进展", "进展"),
                    choices=_PHASES,
                    example="在建",
                ),
                Field(
                    "investment",
                    Name("总投资（万元）", "Total investment (10,000 yuan)"),
                    Name("单位以表头或单元格为准", "The unit is that of the heading or the cell"),
                    ("总投资", "投资额", "计划总投资"),
                    example="50000",
                ),
            ),
        ),
        OfficeSheet(
            "clusters",
            Name("集群与园区", "Clusters and parks"),
            ("集群", "园区", "集群清单", "园区清单", "开发区"),
            (
                Field(
                    "name",
                    Name("集群或园区名称", "Cluster or park"),
                    Name("一行一个", "One a row"),
                    ("集群名称", "园区名称", "开发区名称", "平台名称"),
                    required=True,
                    example="示例产业集群",
                ),
                Field(
                    "kind",
                    Name("类别", "Kind"),
                    Name(
                        "集群（含基地）、园区、平台、机构",
                        "集群 cluster or base, 园区 park, 平台 platform, 机构 institution",
                    ),
                    ("类型",),
                    required=True,
                    choices=_KINDS,
                    example="集群",
                ),
                _COUNTY,
                _CHAINS,
                _SEGMENTS,
                _TITLES,
            ),
        ),
        OfficeSheet(
            "segments",
            Name("环节状态", "Segment states"),
            ("强弱环节", "环节强弱"),
            (
                Field(
                    "segment",
                    Name("环节", "Segment"),
                    Name("模板中的环节名称", "The name of a segment in the template"),
                    ("环节名称", "产业链环节"),
                    required=True,
                    many=True,
                    example="示例环节",
                ),
                _STATE,
                _CHAINS,
            ),
        ),
        OfficeSheet(
            "supplies",
            Name("供需", "Supply links"),
            ("供需关系", "配套关系", "采购关系"),
            (
                Field(
                    "supplier",
                    Name("供方", "Supplier"),
                    Name("企业全称", "Full name"),
                    ("供应商", "供货企业", "供应企业"),
                    required=True,
                    example="示例半导体材料有限公司",
                ),
                Field(
                    "customer",
                    Name("需方", "Customer"),
                    Name("企业全称", "Full name"),
                    ("采购方", "客户", "采购企业", "需求企业"),
                    required=True,
                    example="示例芯片制造有限公司",
                ),
                Field(
                    "share",
                    Name("占需方该类采购比例", "Share of the customer's purchases"),
                    Name("如30%", "Such as 30%"),
                    ("占比", "采购占比"),
                    example="30%",
                ),
            ),
        ),
    )
}
